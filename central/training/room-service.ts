/** On-site sign-in: a trainer opens a room, those in it sign with its code and their own dynamic password. */

import { randomInt } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { type CredentialService, refusalFailure } from '#central/identity/credential-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { CourseId, TrainingRoom } from '#contract/training.ts'
import { finishCourse } from './complete-course.ts'
import { findCourse } from './course-repository.ts'
import { lockProgress, saveSignIn } from './progress-repository.ts'
import * as rooms from './room-repository.ts'

export interface TrainingRoomService {
  /** @throws {AppError} `not-found` for a course that has no sign-in on site, `conflict` for an id in use. */
  open(wanted: { id: string; courseId: CourseId }, caller: SessionCaller): Promise<TrainingRoom>
  /** @throws {AppError} `not-found` for another trainer's room. */
  read(id: string, caller: SessionCaller): Promise<TrainingRoom>
  close(id: string, caller: SessionCaller): Promise<TrainingRoom>
  /** @throws {AppError} `not-found` for a code that is none here, `forbidden` for the trainer, what log-in throws for the dynamic password. */
  signIn(signing: { code: string; dynamicPassword: string }, caller: SessionCaller): Promise<{ courseId: CourseId }>
}

export interface TrainingRoomDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly credentials: Pick<CredentialService, 'checkCode'>
  readonly clock: Clock
}

export function createTrainingRoomService(dependencies: TrainingRoomDependencies): TrainingRoomService {
  const { database, audit, policy, institutions, credentials, clock } = dependencies
  return { open, read, close, signIn }

  async function open({ id, courseId }: { id: string; courseId: CourseId }, caller: SessionCaller) {
    const { roomMinutes } = (await policy.current()).body.training
    await inTransaction(database, async (tx) => {
      if (await rooms.findRoom(tx, id)) return
      const course = await findCourse(tx, courseId)
      if (!course?.isOnSite || course.isWithdrawn) throw new AppError('not-found', 'There is no such course on site.')
      const openedAt = clock()
      const closesAt = new Date(openedAt.getTime() + roomMinutes * 60_000)
      const { id: trainerId, institution } = caller.user
      const room = { id, courseId, institution, trainerId, workstationId: caller.workstation.id, openedAt, closesAt }
      while (!(await rooms.insertRoom(tx, { ...room, code: String(randomInt(1_000_000)).padStart(6, '0') })));
      const facts = { course: courseId, closesAt: closesAt.toISOString() }
      await audit.record(tx, entryOf('training.room-opened', caller, { object: id, facts }))
    })
    return read(id, caller)
  }

  async function read(id: string, caller: SessionCaller): Promise<TrainingRoom> {
    const room = await requireOwn(id, caller)
    const isOpen = room.closedAt === null && room.closesAt > clock()
    return {
      id,
      courseId: room.courseId,
      title: room.title,
      code: isOpen ? room.code : null,
      closesAt: (room.closedAt ?? room.closesAt).toISOString(),
      signed: (await rooms.listSigned(database, id)).map((one) => ({ ...one, at: one.at.toISOString() })),
    }
  }

  async function close(id: string, caller: SessionCaller): Promise<TrainingRoom> {
    await requireOwn(id, caller)
    await inTransaction(database, async (tx) => {
      if (!(await rooms.closeRoom(tx, id, clock()))) return
      const facts = { signed: (await rooms.listSigned(tx, id)).length }
      await audit.record(tx, entryOf('training.room-closed', caller, { object: id, facts }))
    })
    return read(id, caller)
  }

  async function requireOwn(id: string, caller: SessionCaller): Promise<rooms.StoredRoom> {
    const room = await rooms.findRoom(database, id)
    if (room?.trainerId !== caller.user.id) throw new AppError('not-found', 'There is no such room.')
    return room
  }

  async function signIn({ code, dynamicPassword }: { code: string; dynamicPassword: string }, caller: SessionCaller) {
    const signed = await inTransaction(database, async (tx) => {
      const room = await requireRoom(tx, code, caller)
      const { employeeId } = caller.user
      const outcome = await credentials.checkCode(tx, { employeeId, dynamicPassword }, caller)
      if (!('refusal' in outcome)) {
        await write(tx, room, caller)
        return { courseId: room.courseId }
      }
      // A wrong code is a guess and counts, so this transaction is not rolled back.
      const facts = { room: room.id, reason: outcome.refusal }
      await audit.record(tx, entryOf('training.sign-in-refused', caller, { object: room.courseId, facts }))
      return outcome
    })
    if ('refusal' in signed) throw refusalFailure(signed.refusal)
    return signed
  }

  /** Person and PC must belong to the trainer's institution or one below it; nobody signs in to his own room. */
  async function requireRoom(tx: Transaction, code: string, caller: SessionCaller): Promise<rooms.StoredRoom> {
    const room = await rooms.findOpenRoom(tx, code, clock())
    const isHere =
      room &&
      (await institutions.isWithin(tx, caller.user.institution, room.institution)) &&
      (await institutions.isWithin(tx, caller.workstation.institution, room.institution))
    if (!room || !isHere) throw new AppError('not-found', 'There is no such room here.')
    if (room.trainerId === caller.user.id) throw new AppError('forbidden', 'The trainer attends in another room.')
    return room
  }

  async function write(tx: Transaction, room: rooms.StoredRoom, caller: SessionCaller): Promise<void> {
    const course = await findCourse(tx, room.courseId)
    if (!course?.roles.some((role) => role === caller.user.role))
      throw new AppError('not-found', 'The course is not for this user.')
    const progress = await lockProgress(tx, room.courseId, caller.user.id)
    if (progress.signedAt !== null) return
    const at = clock()
    const of = { courseId: room.courseId, userId: caller.user.id }
    await saveSignIn(tx, of, { at, room: room.id, workstation: caller.workstation.id })
    const facts = { room: room.id }
    await audit.record(tx, entryOf('training.signed-in', caller, { object: room.courseId, facts }))
    await finishCourse(tx, audit, { course, progress: { ...progress, signedAt: at }, caller, at })
  }
}
