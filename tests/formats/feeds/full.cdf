<?xml version="1.0"?>
<channel href="https://old.example/">
  <title>Old Harbour Wire</title>
  <item href="https://old.example/crane" lastmod="1998-11-05T10:00">
    <title>Crane moved</title>
    <abstract>The old crane was moved to the museum.</abstract>
  </item>
</channel>
