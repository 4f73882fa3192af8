import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Transaction } from '#central/database/database.ts'
import type { StoredCourse } from './course-repository.ts'
import { type StoredProgress, saveCompleted } from './progress-repository.ts'

/** Whether nothing of a course is left to do. */
export function isCompleted(
  { isOnSite, video, hasTest }: Pick<StoredCourse, 'isOnSite' | 'video' | 'hasTest'>,
  { signedAt, watchedAt, passedAt }: Pick<StoredProgress, 'signedAt' | 'watchedAt' | 'passedAt'>,
): boolean {
  return (!isOnSite || signedAt !== null) && (video === null || watchedAt !== null) && (!hasTest || passedAt !== null)
}

interface Finishing {
  readonly course: StoredCourse
  readonly progress: StoredProgress
  readonly caller: SessionCaller
  readonly at: Date
}

/** Writes that a course is completed once its last part is; in the transaction of that part. */
export async function finishCourse(
  tx: Transaction,
  audit: AuditService,
  { course, progress, caller, at }: Finishing,
): Promise<void> {
  if (progress.completedAt !== null || !isCompleted(course, progress)) return
  await saveCompleted(tx, { courseId: course.id, userId: caller.user.id }, at)
  await audit.record(tx, entryOf('training.completed', caller, { object: course.id, facts: { dueOn: course.dueOn } }))
}
