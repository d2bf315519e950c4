import io.github.cdkgcpfederation.AddToInstanceOptions;
import io.github.cdkgcpfederation.GcpAccess;
import io.github.cdkgcpfederation.GcpAssociationOptions;
import io.github.cdkgcpfederation.GcpDelivery;
import io.github.cdkgcpfederation.GcpFederatedRole;
import io.github.cdkgcpfederation.GcpFederatedRoleOptions;
import io.github.cdkgcpfederation.GcpFederatedRoleProps;
import io.github.cdkgcpfederation.GcpGrant;
import io.github.cdkgcpfederation.GcpGrantCondition;
import io.github.cdkgcpfederation.GcpGrantOptions;
import io.github.cdkgcpfederation.GcpImpersonationOptions;
import io.github.cdkgcpfederation.GcpSubject;
import io.github.cdkgcpfederation.IGcpFederatedRole;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

public final class ReportsApp {
    private static final StackProps PROPS = StackProps.builder()
            .env(Environment.builder().account("111122223333").region("eu-central-1").build())
            .build();

    private static GcpFederatedRoleProps.Builder role(final String name) {
        return GcpFederatedRoleProps.builder()
                .gcpProjectId("my-gcp-project")
                .gcpProjectNumber("123456789012")
                .awsAccountId("111122223333")
                .roleName(name);
    }

    private static Instance host(final Stack stack, final IVpc vpc, final String name, final GcpFederatedRole federated) {
        return Instance.Builder.create(stack, name)
                .vpc(vpc)
                .instanceType(new InstanceType("t3.micro"))
                .machineImage(MachineImage.latestAmazonLinux2023())
                .role(federated.getRole())
                .build();
    }

    private static void instances(final Stack stack) {
        final IVpc vpc = Vpc.fromVpcAttributes(stack, "Vpc", VpcAttributes.builder()
                .vpcId("vpc-1")
                .availabilityZones(List.of("eu-central-1a"))
                .privateSubnetIds(List.of("subnet-1"))
                .build());

        final GcpFederatedRole reader = new GcpFederatedRole(stack, "Reader", role("gcs-reader")
                .path("/reports/")
                .access(GcpAccess.impersonation(GcpImpersonationOptions.builder()
                        .serviceAccountId("gcs-reader")
                        .tokenLifetimeSeconds(1800)
                        .build()))
                .grants(List.of(
                        GcpGrant.project("roles/storage.objectViewer"),
                        GcpGrant.bucket("my-reports", "roles/storage.objectViewer", GcpGrantOptions.builder()
                                .condition(GcpGrantCondition.builder()
                                        .title("reports")
                                        .expression("resource.name.startsWith('reports')")
                                        .build())
                                .build())))
                .build());
        reader.addToInstance(host(stack, vpc, "Host", reader),
                AddToInstanceOptions.builder().requireImdsv2(true).metadataHopLimit(2).build());
        reader.addOutputs();

        final GcpFederatedRole direct = new GcpFederatedRole(stack, "Direct",
                role("direct-reader").access(GcpAccess.direct()).subject(GcpSubject.userId()).build());
        direct.addToInstance(host(stack, vpc, "Running", direct), AddToInstanceOptions.builder()
                .deliverBy(GcpDelivery.association(GcpAssociationOptions.builder().schedule("rate(12 hours)").build()))
                .build());
    }

    private static void functions(final Stack stack) {
        // The builder that every construct has, beside the props.
        final GcpFederatedRole caller = GcpFederatedRole.Builder.create(stack, "Caller")
                .gcpProjectId("my-gcp-project")
                .gcpProjectNumber("123456789012")
                .awsAccountId("111122223333")
                .roleName("gcs-caller")
                .poolId("functions")
                .build();
        caller.addToFunction(Function.Builder.create(stack, "Fn")
                .functionName("gcs-caller")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline("def handler(event, context): return event"))
                .role(caller.getRole())
                .build());
    }

    private static void file(final Stack stack) {
        final IGcpFederatedRole described = GcpFederatedRole.fromJsonFile(stack, "Described", "federation.json",
                GcpFederatedRoleOptions.builder().credentialConfigPath("/opt/gcp.json").build());
        described.addToUserData(UserData.forLinux());
        described.getInstanceProfile();
        described.addOutputs();
    }

    public static void main(final String[] args) {
        final App app = new App();
        instances(new Stack(app, "instances", PROPS));
        functions(new Stack(app, "functions", PROPS));
        file(new Stack(app, "file", PROPS));
        app.synth();
    }

    private ReportsApp() {
    }
}
