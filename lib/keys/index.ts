export type { FoundKey, KeyCertainty, KeyUse, UnreadPlace } from './found-key';
export { findKeys, type KeysReport } from './find-keys';
export type { MovePlan } from './plan-move';
