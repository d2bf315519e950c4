/** The two clouds as one way of setting them up leaves them, in files. */
export interface SetUp {
  /** Folder of a cloud assembly, in the form of `cdk.out`. */
  readonly aws: string;
  /** Folder of Terraform configurations. */
  readonly gcp: string;
  /** Whether gcloud, gsutil and bq have to be told to use the credential configuration, once for each user of the machine. */
  readonly needsLogin: boolean;
}

export const SET_UPS = ['construct', 'by hand'] as const;
export type SetUpName = typeof SET_UPS[number];
