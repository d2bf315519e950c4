module reports

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.270.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-gcp-federation/cdk-gcp-federation-go/cdkgcpfederation v0.0.0
)

replace (
	// The generated module asks for the versions that this library is built with, which may be too new for a module proxy.
	github.com/aws/aws-cdk-go/awscdk/v2 => github.com/aws/aws-cdk-go/awscdk/v2 v2.270.0
	github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2 => github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2 v2.1.2
	github.com/cdk-gcp-federation/cdk-gcp-federation-go/cdkgcpfederation => ./cdkgcpfederation
)
