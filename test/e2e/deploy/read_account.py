"""Reads what a stack has made in an AWS account, by its own API, and writes it as JSON. The argument is the name of the stack."""
import base64
import hashlib
import io
import json
import sys
import urllib.parse
import zipfile

import boto3


def pages(client, operation, key, **arguments):
    for page in boto3.client(client).get_paginator(operation).paginate(**arguments):
        yield from page.get(key, [])


def stack(name):
    cloudformation = boto3.client('cloudformation')
    described = cloudformation.describe_stacks(StackName=name)['Stacks'][0]
    template = cloudformation.get_template(StackName=name)['TemplateBody']
    return {
        'status': described['StackStatus'],
        'outputs': {output['OutputKey']: output['OutputValue'] for output in described.get('Outputs', [])},
        # The server lists what it could not make as entries without a name.
        'resources': [
            {'logicalId': found['LogicalResourceId'], 'type': found['ResourceType'], 'physicalId': found.get('PhysicalResourceId', ''),
             'status': found['ResourceStatus']}
            for found in pages('cloudformation', 'list_stack_resources', 'StackResourceSummaries', StackName=name)
            if found.get('LogicalResourceId')
        ],
        'template': json.loads(template) if isinstance(template, str) else template,
    }


def document(policy):
    return json.loads(urllib.parse.unquote(policy)) if isinstance(policy, str) else policy


def roles():
    iam = boto3.client('iam')
    for role in pages('iam', 'list_roles', 'Roles'):
        name = role['RoleName']
        # Roles of `cdk bootstrap`, whose policies the server gives back as something that is not JSON.
        if name.startswith('cdk-'):
            continue
        yield {
            'name': name, 'arn': role['Arn'], 'path': role['Path'], 'trust': document(role['AssumeRolePolicyDocument']),
            'policies': [document(iam.get_role_policy(RoleName=name, PolicyName=policy)['PolicyDocument'])
                         for policy in iam.list_role_policies(RoleName=name)['PolicyNames']],
        }


def identity(role_arn, session):
    """Who a session of the role is to AWS STS."""
    credentials = boto3.client('sts').assume_role(RoleArn=role_arn, RoleSessionName=session)['Credentials']
    answer = boto3.client(
        'sts', aws_access_key_id=credentials['AccessKeyId'], aws_secret_access_key=credentials['SecretAccessKey'],
        aws_session_token=credentials['SessionToken'],
    ).get_caller_identity()
    return {'account': answer['Account'], 'arn': answer['Arn'], 'userid': answer['UserId']}


def instance_profiles():
    return [
        {'name': profile['InstanceProfileName'], 'arn': profile['Arn'],
         'roles': [{'name': role['RoleName'], 'arn': role['Arn']} for role in profile['Roles']]}
        for profile in pages('iam', 'list_instance_profiles', 'InstanceProfiles')
    ]


def instances(own, profiles):
    ec2 = boto3.client('ec2')
    for reservation in pages('ec2', 'describe_instances', 'Reservations'):
        for instance in reservation['Instances']:
            tags = {tag['Key']: tag['Value'] for tag in instance.get('Tags', [])}
            group = tags.get('aws:autoscaling:groupName')
            if own.isdisjoint({instance['InstanceId'], group}):
                continue
            written = ec2.describe_instance_attribute(InstanceId=instance['InstanceId'], Attribute='userData')['UserData'].get('Value', '')
            profile = profiles.get(instance.get('IamInstanceProfile', {}).get('Arn'))
            yield {
                'id': instance['InstanceId'], 'logicalId': tags.get('aws:cloudformation:logical-id'), 'group': group,
                'availabilityZone': instance['Placement']['AvailabilityZone'],
                'userData': base64.b64decode(written).decode(), 'profile': profile and profile['name'],
                'identity': identity(profile['roles'][0]['arn'], instance['InstanceId']) if profile else None,
            }


def launch_templates(own):
    ec2 = boto3.client('ec2')
    for template in pages('ec2', 'describe_launch_templates', 'LaunchTemplates'):
        if template['LaunchTemplateId'] not in own:
            continue
        versions = ec2.describe_launch_template_versions(LaunchTemplateId=template['LaunchTemplateId'], Versions=['$Latest'])
        data = versions['LaunchTemplateVersions'][0]['LaunchTemplateData']
        yield {'name': template['LaunchTemplateName'], 'data': data}


def layers():
    client = boto3.client('lambda')
    for layer in pages('lambda', 'list_layers', 'Layers'):
        latest = layer['LatestMatchingVersion']
        name = layer['LayerArn'].split(':')[-1]
        content = client.get_layer_version(LayerName=name, VersionNumber=latest['Version'])['Content']
        yield {'arn': latest['LayerVersionArn'], 'sha256': content['CodeSha256']}


def assets():
    """Every archive that the CLI published, with its digest as Lambda writes it."""
    s3 = boto3.client('s3')
    for bucket in s3.list_buckets()['Buckets']:
        for entry in s3.list_objects_v2(Bucket=bucket['Name']).get('Contents', []):
            if entry['Key'].endswith('.zip'):
                body = s3.get_object(Bucket=bucket['Name'], Key=entry['Key'])['Body'].read()
                archive = zipfile.ZipFile(io.BytesIO(body))
                yield {
                    'key': entry['Key'], 'sha256': base64.b64encode(hashlib.sha256(body).digest()).decode(),
                    'base64': base64.b64encode(body).decode(),
                    'files': [{'name': info.filename, 'mode': oct(info.external_attr >> 16 & 0o777), 'text': archive.read(info).decode()}
                              for info in archive.infolist() if not info.is_dir()],
                }


def account(name):
    deployed = stack(name)
    own = {resource['physicalId'] for resource in deployed['resources']}
    profiles = instance_profiles()
    ecs, ssm = boto3.client('ecs'), boto3.client('ssm')
    return {
        'region': boto3.session.Session().region_name,
        'stack': deployed,
        'roles': list(roles()),
        'instanceProfiles': profiles,
        'instances': list(instances(own, {profile['arn']: profile for profile in profiles})),
        'launchTemplates': list(launch_templates(own)),
        'groups': [group for group in pages('autoscaling', 'describe_auto_scaling_groups', 'AutoScalingGroups')
                   if group['AutoScalingGroupName'] in own],
        'functions': [fn for fn in pages('lambda', 'list_functions', 'Functions') if fn['FunctionName'] in own],
        'layers': list(layers()),
        'assets': list(assets()),
        'taskDefinitions': [ecs.describe_task_definition(taskDefinition=arn)['taskDefinition']
                            for arn in pages('ecs', 'list_task_definitions', 'taskDefinitionArns') if arn in own],
        'parameters': {found['Name']: ssm.get_parameter(Name=found['Name'])['Parameter']['Value']
                       for found in pages('ssm', 'describe_parameters', 'Parameters') if found['Name'] in own},
    }


json.dump(account(sys.argv[1]), sys.stdout, default=str)
