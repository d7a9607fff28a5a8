"""Ask this container's Podium whether it is well; the exit status is 0 if it is."""

import os
import sys
import urllib.request

HOST = os.environ.get("PODIUM_HOSTS", "localhost").split(",")[0].strip()

request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": HOST})
with urllib.request.urlopen(request, timeout=4) as answer:
    sys.exit(answer.status != 200)
