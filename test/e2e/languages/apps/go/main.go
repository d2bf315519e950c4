package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"
	gcp "github.com/cdk-gcp-federation/cdk-gcp-federation-go/cdkgcpfederation"
)

func role(name string) *gcp.GcpFederatedRoleProps {
	return &gcp.GcpFederatedRoleProps{
		GcpProjectId:     jsii.String("my-gcp-project"),
		GcpProjectNumber: jsii.String("123456789012"),
		AwsAccountId:     jsii.String("111122223333"),
		RoleName:         jsii.String(name),
	}
}

func instances(stack awscdk.Stack) {
	vpc := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Vpc"), &awsec2.VpcAttributes{
		VpcId:             jsii.String("vpc-1"),
		AvailabilityZones: jsii.Strings("eu-central-1a"),
		PrivateSubnetIds:  jsii.Strings("subnet-1"),
	})
	host := func(name string, federated gcp.GcpFederatedRole) awsec2.Instance {
		return awsec2.NewInstance(stack, jsii.String(name), &awsec2.InstanceProps{
			Vpc:          vpc,
			InstanceType: awsec2.NewInstanceType(jsii.String("t3.micro")),
			MachineImage: awsec2.MachineImage_LatestAmazonLinux2023(nil),
			Role:         federated.Role(),
		})
	}

	props := role("gcs-reader")
	props.Path = jsii.String("/reports/")
	props.Access = gcp.GcpAccess_Impersonation(&gcp.GcpImpersonationOptions{
		ServiceAccountId:     jsii.String("gcs-reader"),
		TokenLifetimeSeconds: jsii.Number(1800),
	})
	props.Grants = &[]gcp.GcpGrant{
		gcp.GcpGrant_Project(jsii.String("roles/storage.objectViewer"), nil),
		gcp.GcpGrant_Bucket(jsii.String("my-reports"), jsii.String("roles/storage.objectViewer"), &gcp.GcpGrantOptions{
			Condition: &gcp.GcpGrantCondition{
				Title:      jsii.String("reports"),
				Expression: jsii.String("resource.name.startsWith('reports')"),
			},
		}),
	}
	reader := gcp.NewGcpFederatedRole(stack, jsii.String("Reader"), props)
	reader.AddToInstance(host("Host", reader), &gcp.AddToInstanceOptions{RequireImdsv2: jsii.Bool(true), MetadataHopLimit: jsii.Number(2)})
	reader.AddOutputs()

	props = role("direct-reader")
	props.Access = gcp.GcpAccess_Direct()
	props.Subject = gcp.GcpSubject_UserId()
	direct := gcp.NewGcpFederatedRole(stack, jsii.String("Direct"), props)
	direct.AddToInstance(host("Running", direct), &gcp.AddToInstanceOptions{
		DeliverBy: gcp.GcpDelivery_Association(&gcp.GcpAssociationOptions{Schedule: jsii.String("rate(12 hours)")}),
	})
}

func functions(stack awscdk.Stack) {
	props := role("gcs-caller")
	props.PoolId = jsii.String("functions")
	caller := gcp.NewGcpFederatedRole(stack, jsii.String("Caller"), props)
	caller.AddToFunction(awslambda.NewFunction(stack, jsii.String("Fn"), &awslambda.FunctionProps{
		FunctionName: jsii.String("gcs-caller"),
		Runtime:      awslambda.Runtime_PYTHON_3_13(),
		Handler:      jsii.String("index.handler"),
		Code:         awslambda.Code_FromInline(jsii.String("def handler(event, context): return event")),
		Role:         caller.Role(),
	}), nil)
}

func file(stack awscdk.Stack) {
	described := gcp.GcpFederatedRole_FromJsonFile(stack, jsii.String("Described"), jsii.String("federation.json"), &gcp.GcpFederatedRoleOptions{
		CredentialConfigPath: jsii.String("/opt/gcp.json"),
	})
	described.AddToUserData(awsec2.UserData_ForLinux(nil), nil)
	described.InstanceProfile()
	described.AddOutputs()
}

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := func(name string) awscdk.Stack {
		return awscdk.NewStack(app, jsii.String(name), &awscdk.StackProps{
			Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-central-1")},
		})
	}
	instances(stack("instances"))
	functions(stack("functions"))
	file(stack("file"))
	app.Synth(nil)
}
