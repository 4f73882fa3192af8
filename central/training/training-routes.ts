import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import * as http from '#contract/http/training.ts'
import type { OwnTrainingService } from './own-training-service.ts'
import type { TrainingPlanService } from './plan-service.ts'
import type { TrainingRoomService } from './room-service.ts'
import type { TrainingTestService } from './test-service.ts'

export interface TrainingServices {
  readonly plan: TrainingPlanService
  readonly rooms: TrainingRoomService
  readonly own: OwnTrainingService
  readonly tests: TrainingTestService
}

export function trainingRoutes(app: FastifyInstance, { plan, rooms, own, tests }: TrainingServices): void {
  serve(app, http.getCourses, ({ caller }) => plan.list(caller))
  serve(app, http.postCourse, ({ body, caller }) => done(plan.plan(body, caller)))
  serve(app, http.postCourseWithdrawal, ({ params, caller }) => done(plan.withdraw(params.id, caller)))
  serve(app, http.getTrainingOverview, ({ caller }) => plan.overview(caller))
  serve(app, http.postTrainingRoom, ({ body, caller }) => rooms.open(body, caller))
  serve(app, http.getTrainingRoom, ({ params, caller }) => rooms.read(params.id, caller))
  serve(app, http.postTrainingRoomEnd, ({ params, caller }) => rooms.close(params.id, caller))
  serve(app, http.postTrainingSignIn, ({ body, caller }) => rooms.signIn(body, caller))
  serve(app, http.getMyCourses, ({ caller }) => own.list(caller))
  serve(app, http.postWatchingBegin, ({ params, caller }) => own.beginWatching(params.id, caller))
  serve(app, http.postWatched, ({ params, body, caller }) => own.addWatched(params.id, body, caller))
  serve(app, http.postTrainingPaper, ({ params, caller }) => tests.start(params.id, caller))
  serve(app, http.postTrainingAnswer, ({ params: { id, position }, body, caller }) =>
    done(tests.answer(id, { position, chosen: body.chosen }, caller)),
  )
  serve(app, http.postTrainingHandIn, ({ params, caller }) => tests.handIn(params.id, caller))
}

async function done(doing: Promise<void>): Promise<Record<string, never>> {
  await doing
  return {}
}
