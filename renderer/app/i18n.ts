/** The texts of the work screens and the language they are shown in. */

import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#contract/ipc/shell.ts'
import enAccount from '#renderer/locales/en/account.json'
import enAccountability from '#renderer/locales/en/accountability.json'
import enAdmission from '#renderer/locales/en/admission.json'
import enAttachment from '#renderer/locales/en/attachment.json'
import enAuditDesk from '#renderer/locales/en/audit-desk.json'
import enBusinessFeed from '#renderer/locales/en/business-feed.json'
import enCalendar from '#renderer/locales/en/calendar.json'
import enCandidate from '#renderer/locales/en/candidate.json'
import enCircular from '#renderer/locales/en/circular.json'
import enCompliance from '#renderer/locales/en/compliance.json'
import enConsent from '#renderer/locales/en/consent.json'
import enDashboard from '#renderer/locales/en/dashboard.json'
import enDispute from '#renderer/locales/en/dispute.json'
import enEngagement from '#renderer/locales/en/engagement.json'
import enEnrolmentFile from '#renderer/locales/en/enrolment-file.json'
import enFailure from '#renderer/locales/en/failure.json'
import enFinding from '#renderer/locales/en/finding.json'
import enHardwareFactor from '#renderer/locales/en/hardware-factor.json'
import enIncident from '#renderer/locales/en/incident.json'
import enInstitution from '#renderer/locales/en/institution.json'
import enItemCheck from '#renderer/locales/en/item-check.json'
import enLibrary from '#renderer/locales/en/library.json'
import enLogSearch from '#renderer/locales/en/log-search.json'
import enMeeting from '#renderer/locales/en/meeting.json'
import enMonitoring from '#renderer/locales/en/monitoring.json'
import enPolicy from '#renderer/locales/en/policy.json'
import enPublicity from '#renderer/locales/en/publicity.json'
import enQuery from '#renderer/locales/en/query.json'
import enQueryStop from '#renderer/locales/en/query-stop.json'
import enQuestion from '#renderer/locales/en/question.json'
import enReconciliation from '#renderer/locales/en/reconciliation.json'
import enRelease from '#renderer/locales/en/release.json'
import enRule from '#renderer/locales/en/rule.json'
import enScore from '#renderer/locales/en/score.json'
import enSelfTest from '#renderer/locales/en/self-test.json'
import enShell from '#renderer/locales/en/shell.json'
import enSigning from '#renderer/locales/en/signing.json'
import enStaff from '#renderer/locales/en/staff.json'
import enTable from '#renderer/locales/en/table.json'
import enTerms from '#renderer/locales/en/terms.json'
import enTokens from '#renderer/locales/en/tokens.json'
import enTraining from '#renderer/locales/en/training.json'
import enUser from '#renderer/locales/en/user.json'
import enWarning from '#renderer/locales/en/warning.json'
import enWayBack from '#renderer/locales/en/way-back.json'
import enWorkbench from '#renderer/locales/en/workbench.json'
import enWorkstationReason from '#renderer/locales/en/workstation-reason.json'
import enWorkstations from '#renderer/locales/en/workstations.json'
import zhAccount from '#renderer/locales/zh-CN/account.json'
import zhAccountability from '#renderer/locales/zh-CN/accountability.json'
import zhAdmission from '#renderer/locales/zh-CN/admission.json'
import zhAttachment from '#renderer/locales/zh-CN/attachment.json'
import zhAuditDesk from '#renderer/locales/zh-CN/audit-desk.json'
import zhBusinessFeed from '#renderer/locales/zh-CN/business-feed.json'
import zhCalendar from '#renderer/locales/zh-CN/calendar.json'
import zhCandidate from '#renderer/locales/zh-CN/candidate.json'
import zhCircular from '#renderer/locales/zh-CN/circular.json'
import zhCompliance from '#renderer/locales/zh-CN/compliance.json'
import zhConsent from '#renderer/locales/zh-CN/consent.json'
import zhDashboard from '#renderer/locales/zh-CN/dashboard.json'
import zhDispute from '#renderer/locales/zh-CN/dispute.json'
import zhEngagement from '#renderer/locales/zh-CN/engagement.json'
import zhEnrolmentFile from '#renderer/locales/zh-CN/enrolment-file.json'
import zhFailure from '#renderer/locales/zh-CN/failure.json'
import zhFinding from '#renderer/locales/zh-CN/finding.json'
import zhHardwareFactor from '#renderer/locales/zh-CN/hardware-factor.json'
import zhIncident from '#renderer/locales/zh-CN/incident.json'
import zhInstitution from '#renderer/locales/zh-CN/institution.json'
import zhItemCheck from '#renderer/locales/zh-CN/item-check.json'
import zhLibrary from '#renderer/locales/zh-CN/library.json'
import zhLogSearch from '#renderer/locales/zh-CN/log-search.json'
import zhMeeting from '#renderer/locales/zh-CN/meeting.json'
import zhMonitoring from '#renderer/locales/zh-CN/monitoring.json'
import zhPolicy from '#renderer/locales/zh-CN/policy.json'
import zhPublicity from '#renderer/locales/zh-CN/publicity.json'
import zhQuery from '#renderer/locales/zh-CN/query.json'
import zhQueryStop from '#renderer/locales/zh-CN/query-stop.json'
import zhQuestion from '#renderer/locales/zh-CN/question.json'
import zhReconciliation from '#renderer/locales/zh-CN/reconciliation.json'
import zhRelease from '#renderer/locales/zh-CN/release.json'
import zhRule from '#renderer/locales/zh-CN/rule.json'
import zhScore from '#renderer/locales/zh-CN/score.json'
import zhSelfTest from '#renderer/locales/zh-CN/self-test.json'
import zhShell from '#renderer/locales/zh-CN/shell.json'
import zhSigning from '#renderer/locales/zh-CN/signing.json'
import zhStaff from '#renderer/locales/zh-CN/staff.json'
import zhTable from '#renderer/locales/zh-CN/table.json'
import zhTerms from '#renderer/locales/zh-CN/terms.json'
import zhTokens from '#renderer/locales/zh-CN/tokens.json'
import zhTraining from '#renderer/locales/zh-CN/training.json'
import zhUser from '#renderer/locales/zh-CN/user.json'
import zhWarning from '#renderer/locales/zh-CN/warning.json'
import zhWayBack from '#renderer/locales/zh-CN/way-back.json'
import zhWorkbench from '#renderer/locales/zh-CN/workbench.json'
import zhWorkstationReason from '#renderer/locales/zh-CN/workstation-reason.json'
import zhWorkstations from '#renderer/locales/zh-CN/workstations.json'

const chinese = {
  account: zhAccount,
  accountability: zhAccountability,
  admission: zhAdmission,
  attachment: zhAttachment,
  auditDesk: zhAuditDesk,
  engagement: zhEngagement,
  finding: zhFinding,
  businessFeed: zhBusinessFeed,
  calendar: zhCalendar,
  candidate: zhCandidate,
  circular: zhCircular,
  compliance: zhCompliance,
  consent: zhConsent,
  dashboard: zhDashboard,
  dispute: zhDispute,
  'enrolment-file': zhEnrolmentFile,
  failure: zhFailure,
  'hardware-factor': zhHardwareFactor,
  incident: zhIncident,
  institution: zhInstitution,
  monitoring: zhMonitoring,
  policy: zhPolicy,
  itemCheck: zhItemCheck,
  logSearch: zhLogSearch,
  library: zhLibrary,
  meeting: zhMeeting,
  publicity: zhPublicity,
  query: zhQuery,
  queryStop: zhQueryStop,
  question: zhQuestion,
  reconciliation: zhReconciliation,
  release: zhRelease,
  rule: zhRule,
  score: zhScore,
  'self-test': zhSelfTest,
  shell: zhShell,
  signing: zhSigning,
  staff: zhStaff,
  table: zhTable,
  terms: zhTerms,
  training: zhTraining,
  user: zhUser,
  warning: zhWarning,
  tokens: zhTokens,
  wayBack: zhWayBack,
  workbench: zhWorkbench,
  'workstation-reason': zhWorkstationReason,
  workstations: zhWorkstations,
}
const english: typeof chinese = {
  account: enAccount,
  accountability: enAccountability,
  admission: enAdmission,
  attachment: enAttachment,
  auditDesk: enAuditDesk,
  engagement: enEngagement,
  finding: enFinding,
  businessFeed: enBusinessFeed,
  calendar: enCalendar,
  candidate: enCandidate,
  circular: enCircular,
  compliance: enCompliance,
  consent: enConsent,
  dashboard: enDashboard,
  dispute: enDispute,
  'enrolment-file': enEnrolmentFile,
  failure: enFailure,
  'hardware-factor': enHardwareFactor,
  incident: enIncident,
  institution: enInstitution,
  monitoring: enMonitoring,
  policy: enPolicy,
  itemCheck: enItemCheck,
  logSearch: enLogSearch,
  library: enLibrary,
  meeting: enMeeting,
  publicity: enPublicity,
  query: enQuery,
  queryStop: enQueryStop,
  question: enQuestion,
  reconciliation: enReconciliation,
  release: enRelease,
  rule: enRule,
  score: enScore,
  'self-test': enSelfTest,
  shell: enShell,
  signing: enSigning,
  staff: enStaff,
  table: enTable,
  terms: enTerms,
  training: enTraining,
  user: enUser,
  warning: enWarning,
  tokens: enTokens,
  wayBack: enWayBack,
  workbench: enWorkbench,
  'workstation-reason': enWorkstationReason,
  workstations: enWorkstations,
}

declare module 'i18next' {
  // A key without a text does not compile.
  interface CustomTypeOptions {
    defaultNS: 'texts'
    resources: { texts: typeof chinese }
  }
}

export function createI18n(language: Language): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { 'zh-CN': { texts: chinese }, en: { texts: english } },
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  followLanguage(language)
  instance.on('languageChanged', followLanguage)
  return instance
}

function followLanguage(language: string): void {
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  document.documentElement.lang = language
}
