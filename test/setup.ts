// The CloudFormation validator costs a second or two in every test file; the tests that want it turn it on themselves.
process.env.CDK_VALIDATION ??= 'false';
