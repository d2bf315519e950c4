"""Lists a bucket with the default credentials, once for each line that it reads."""
import json
import sys

import google.auth
from google.auth.transport.requests import AuthorizedSession

session = None
for _ in sys.stdin:
    try:
        if session is None:
            credentials, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
            session = AuthorizedSession(credentials)
        response = session.get(f"https://storage.googleapis.com/storage/v1/b/{sys.argv[1]}/o")
        response.raise_for_status()
        print(json.dumps({"objects": [item["name"] for item in response.json()["items"]]}), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)
