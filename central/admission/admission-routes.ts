import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import * as endpoints from '#contract/http/admission.ts'
import type { AdmissionService } from './admission-service.ts'
import type { ApplicationService } from './application-service.ts'
import type { CandidateService } from './candidate-service.ts'
import type { PaperService } from './paper-service.ts'
import type { QuestionService } from './question-service.ts'

export interface AdmissionServices {
  readonly admission: AdmissionService
  readonly applications: ApplicationService
  readonly candidates: CandidateService
  readonly papers: PaperService
  readonly questions: QuestionService
}

export function admissionRoutes(app: FastifyInstance, services: AdmissionServices): void {
  candidateRoutes(app, services)
  administratorRoutes(app, services)
  questionRoutes(app, services.questions)
}

function candidateRoutes(
  app: FastifyInstance,
  { admission, applications, candidates, papers }: AdmissionServices,
): void {
  serve(app, endpoints.postCandidateSession, ({ body, caller }) => candidates.enter(body, caller))
  serve(app, endpoints.deleteCandidateSession, async ({ caller }) => {
    await candidates.leave(caller)
    return {}
  })
  serve(app, endpoints.getCandidate, ({ caller }) => admission.stateOf(caller))
  serve(app, endpoints.postPaper, ({ caller }) => papers.start(caller))
  serve(app, endpoints.postPaperAnswer, async ({ params, body, caller }) => {
    await papers.answer(params.id, { position: params.position, chosen: body.chosen }, caller)
    return {}
  })
  serve(app, endpoints.postPaperHandIn, ({ params, caller }) => papers.handIn(params.id, caller))
  serve(app, endpoints.postApplication, async ({ body, caller }) => {
    await applications.make(body, caller)
    return {}
  })
}

function administratorRoutes(app: FastifyInstance, { applications, candidates }: AdmissionServices): void {
  serve(app, endpoints.getCandidates, ({ caller }) => candidates.list(caller))
  serve(app, endpoints.postAdmissionCode, ({ params, caller }) => candidates.issueCode(params.employeeId, caller))
  serve(app, endpoints.getApplications, ({ caller }) => applications.list(caller))
  serve(app, endpoints.postApplicationDecision, async ({ params, body, caller }) => {
    await applications.decide(params.id, body, caller)
    return {}
  })
}

function questionRoutes(app: FastifyInstance, questions: QuestionService): void {
  serve(app, endpoints.getQuestions, () => questions.list())
  serve(app, endpoints.postQuestionBankTrial, ({ body }) => questions.tryBank(body.content))
  serve(app, endpoints.postQuestionBank, ({ body, caller }) => questions.applyBank(body.content, body.planHash, caller))
  serve(app, endpoints.postQuestionRetirement, async ({ params, caller }) => {
    await questions.retire(params.id, caller)
    return {}
  })
}
