from typing import TypedDict

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2, aws_lambda as lambda_
from cdk_gcp_federation import (
    GcpAccess,
    GcpDelivery,
    GcpFederatedRole,
    GcpGrant,
    GcpGrantCondition,
    GcpSubject,
)


class Project(TypedDict):
    gcp_project_id: str
    gcp_project_number: str
    aws_account_id: str


project: Project = {
    "gcp_project_id": "my-gcp-project",
    "gcp_project_number": "123456789012",
    "aws_account_id": "111122223333",
}
env = cdk.Environment(account="111122223333", region="eu-central-1")
app = cdk.App()

instances = cdk.Stack(app, "instances", env=env)
vpc = ec2.Vpc.from_vpc_attributes(
    instances, "Vpc", vpc_id="vpc-1", availability_zones=["eu-central-1a"], private_subnet_ids=["subnet-1"]
)


def host(name: str, federated: GcpFederatedRole) -> ec2.Instance:
    return ec2.Instance(
        instances,
        name,
        vpc=vpc,
        instance_type=ec2.InstanceType("t3.micro"),
        machine_image=ec2.MachineImage.latest_amazon_linux2023(),
        role=federated.role,
    )


reader = GcpFederatedRole(
    instances,
    "Reader",
    **project,
    role_name="gcs-reader",
    path="/reports/",
    access=GcpAccess.impersonation(service_account_id="gcs-reader", token_lifetime_seconds=1800),
    grants=[
        GcpGrant.project("roles/storage.objectViewer"),
        GcpGrant.bucket(
            "my-reports",
            "roles/storage.objectViewer",
            condition=GcpGrantCondition(title="reports", expression="resource.name.startsWith('reports')"),
        ),
    ],
)
reader.add_to_instance(host("Host", reader), require_imdsv2=True, metadata_hop_limit=2)
reader.add_outputs()

direct = GcpFederatedRole(
    instances,
    "Direct",
    **project,
    role_name="direct-reader",
    access=GcpAccess.direct(),
    subject=GcpSubject.user_id(),
)
direct.add_to_instance(host("Running", direct), deliver_by=GcpDelivery.association(schedule="rate(12 hours)"))

functions = cdk.Stack(app, "functions", env=env)
caller = GcpFederatedRole(functions, "Caller", **project, role_name="gcs-caller", pool_id="functions")
fn = lambda_.Function(
    functions,
    "Fn",
    function_name="gcs-caller",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return event"),
    role=caller.role,
)
caller.add_to_function(fn)

file = cdk.Stack(app, "file", env=env)
described = GcpFederatedRole.from_json_file(file, "Described", "federation.json", credential_config_path="/opt/gcp.json")
described.add_to_user_data(ec2.UserData.for_linux())
described.instance_profile
described.add_outputs()

app.synth()
