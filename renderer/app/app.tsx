import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isCandidate } from '#contract/ipc/admission.ts'
import { type Language, readSession, sessionClosed, sessionOpened, sessionUnlocked } from '#contract/ipc/shell.ts'
import { query } from '#renderer/query.ts'
import { Skeleton } from './components/skeleton.tsx'
import { useAnnouncement } from './hooks/use-announcement.ts'
import { SessionContext } from './hooks/use-session.ts'
import { Shell } from './shell.tsx'
import { theme } from './theme.ts'

const CandidateApp = lazy(async () => ({ default: (await import('./candidate/candidate-app.tsx')).CandidateApp }))

/** The app window. It is made before anyone logs in and shows nothing of anyone until then. */
export function App() {
  const { i18n } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery({ ...query(readSession, {}), staleTime: Number.POSITIVE_INFINITY })
  const language = data?.language
  const session = data?.session
  const candidate = useQuery({
    ...query(isCandidate, {}),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: data !== undefined && !session,
  })

  useAnnouncement(sessionOpened, () => {
    for (const { name } of [readSession, isCandidate]) void client.invalidateQueries({ queryKey: [name] })
  })
  // Nothing was answered while it was locked.
  useAnnouncement(sessionUnlocked, () => void client.invalidateQueries())
  // Main destroys this window at session end; until then nothing of the session may stand here.
  useAnnouncement(sessionClosed, () => void client.resetQueries())
  // `i18n` is another object after each change of language: only what main says may set the language here.
  const speak = useEffectEvent((spoken: Language) => void i18n.changeLanguage(spoken))
  useEffect(() => {
    if (language) speak(language)
  }, [language])

  return (
    <ConfigProvider theme={theme} locale={i18n.language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      {session ? (
        <SessionContext value={session}>
          <Shell key={session.startedAt} />
        </SessionContext>
      ) : candidate.data?.isHere ? (
        <Suspense fallback={<Skeleton />}>
          <CandidateApp />
        </Suspense>
      ) : (
        <Skeleton />
      )}
    </ConfigProvider>
  )
}
