/** How a credential configuration is put into a Lambda function. */
export interface AddToFunctionOptions {
  /**
   * The image of an image function is made from one of AWS's base images for Lambda, so that an entry point may be put
   * in front of theirs, which writes the configuration to `/tmp` before the runtime starts.
   *
   * The function must state its handler as `cmd`, and no entry point of its own.
   *
   * @default false - an image function is refused: copy the configuration into the image
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
   */
  readonly awsBaseImage?: boolean;
}
