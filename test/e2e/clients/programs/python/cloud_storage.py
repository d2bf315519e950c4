"""Lists a bucket with the default credentials, once for each line that it reads."""
import json
import sys

from google.cloud import storage

client = None
for _ in sys.stdin:
    try:
        client = client or storage.Client()
        print(json.dumps({"objects": [blob.name for blob in client.list_blobs(sys.argv[1])]}), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)
