"""Writes what every static factory makes, in the form that it has in a JSON file."""

import json

from cdk_gcp_federation import GcpAccess, GcpGrant, GcpGrantCondition, GcpSubject

condition = GcpGrantCondition(title="until-2030", expression="request.time < timestamp('2030-01-01T00:00:00Z')", description="a while")

print(json.dumps([strategy.to_json() for strategy in (
    GcpAccess.direct(),
    GcpAccess.impersonation(service_account_email="reader@other-project.iam.gserviceaccount.com"),
    GcpAccess.impersonation(service_account_id="gcs-reader", service_account_project="other-project", token_lifetime_seconds=600),
    GcpSubject.arn(),
    GcpSubject.user_id(),
    GcpGrant.artifact_registry_repository("images", "roles/artifactregistry.reader", location="europe-west3"),
    GcpGrant.big_query_dataset("sales", "roles/bigquery.dataViewer", project="other-project"),
    GcpGrant.big_query_table("sales", "orders", "roles/bigquery.dataViewer"),
    GcpGrant.bucket("my-reports", "roles/storage.objectViewer", condition=condition),
    GcpGrant.cloud_run_service("api", "roles/run.invoker", location="europe-west3", project="other-project"),
    GcpGrant.folder("123456789", "roles/viewer"),
    GcpGrant.kms_key("key", "roles/cloudkms.cryptoKeyDecrypter", key_ring="ring", location="global"),
    GcpGrant.organization("987654321", "roles/viewer"),
    GcpGrant.project("roles/storage.objectViewer", project="other-project"),
    GcpGrant.resource("google_pubsub_schema_iam_member", "roles/pubsub.viewer", arguments={"schema": "orders"}),
    GcpGrant.secret("token", "roles/secretmanager.secretAccessor"),
    GcpGrant.service_account("other-reader@my-gcp-project.iam.gserviceaccount.com", "roles/iam.serviceAccountTokenCreator"),
    GcpGrant.spanner_database("instance", "database", "roles/spanner.databaseReader"),
    GcpGrant.spanner_instance("instance", "roles/spanner.viewer"),
    GcpGrant.subscription("orders", "roles/pubsub.subscriber"),
    GcpGrant.topic("orders", "roles/pubsub.publisher"),
)]))
