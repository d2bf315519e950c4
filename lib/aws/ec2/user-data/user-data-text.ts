import { Stack, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * User data as far as synthesis knows it: the literals, with what only deployment knows left out.
 */
export class UserDataText {
  public static of(scope: Construct, userData: ec2.UserData): UserDataText {
    const rendered = userData.render();
    return new UserDataText(Token.isUnresolved(rendered) ? Stack.of(scope).resolve(rendered) : rendered);
  }

  /** All literals in their order. */
  public readonly text: string;

  /** The scripts of multipart user data that CDK encodes, which are those that may take commands. */
  public readonly parts: readonly string[];

  private constructor(private readonly resolved: unknown) {
    this.text = literals(resolved);
    this.parts = encodedParts(resolved);
  }

  public get firstLine(): string {
    return this.text.split('\n', 1)[0];
  }

  public get isMultipart(): boolean {
    return /^Content-Type:\s*multipart\//i.test(this.text);
  }

  /** Bytes of the literals as EC2 counts them: before its own base64, behind that of the parts. */
  public get bytes(): number {
    return literalBytes(this.resolved);
  }
}

/** Bytes of text inside multipart user data, where every part is encoded. */
export function encodedBytes(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function literals(value: unknown): string {
  return fold(value, { text: text => text, encoded: text => text, join: texts => texts.join('') }, '');
}

function literalBytes(value: unknown): number {
  return fold(value, { text: text => Buffer.byteLength(text), encoded: encodedBytes, join: sizes => sizes.reduce((sum, size) => sum + size, 0) }, 0);
}

interface Folding<T> {
  text(text: string): T;
  encoded(inner: T): T;
  join(items: T[]): T;
}

function fold<T>(value: unknown, folding: Folding<T>, unknownYet: T): T {
  if (typeof value === 'string') return folding.text(value);
  if (Array.isArray(value)) return folding.join(value.map(item => fold(item, folding, unknownYet)));
  if (value === null || typeof value !== 'object') return unknownYet;
  const [[name, argument]] = Object.entries(value);
  switch (name) {
    case 'Fn::Join': return fold((argument as unknown[])[1], folding, unknownYet);
    case 'Fn::Sub': return fold(Array.isArray(argument) ? argument[0] : argument, folding, unknownYet);
    case 'Fn::Base64': return folding.encoded(fold(argument, folding, unknownYet));
    default: return unknownYet;
  }
}

function encodedParts(resolved: unknown): string[] {
  const items = (resolved as { 'Fn::Join'?: [string, unknown[]] })?.['Fn::Join']?.[1] ?? [];
  return items.filter(item => typeof item === 'object' && item !== null && 'Fn::Base64' in item).map(literals);
}
