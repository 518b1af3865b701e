-- sampled: the hashes that a longer text would have kept, where either text is long
CREATE OR REPLACE TEMP MACRO sampled(shingles, own_count, other_count) AS
    CASE WHEN own_count <= 64 AND other_count > 64 THEN list_filter(shingles, lambda h: h < 4611686018427387904) ELSE shingles END;

-- shared: how many shingles of the samples are shared
CREATE OR REPLACE TEMP MACRO shared_shingles(x, nx, y, ny) AS
    len(list_intersect(sampled(x, nx, ny), sampled(y, ny, nx)));

-- containment: share of the smaller sample that the other has too, 0 to 1
CREATE OR REPLACE TEMP MACRO containment(x, nx, y, ny) AS
    shared_shingles(x, nx, y, ny) / greatest(1, least(len(sampled(x, nx, ny)), len(sampled(y, ny, nx))));
