import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Menu } from 'antd'
import { Activity, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listQueries, readQuery, reportClosed } from '#contract/ipc/query.ts'
import { chooseLanguage, type Language, logOut } from '#contract/ipc/shell.ts'
import { invoke } from '#renderer/bridge.ts'
import { AppHeader } from './components/app-header.tsx'
import { useAnnouncement } from './hooks/use-announcement.ts'
import { useReportPainted } from './hooks/use-report-painted.ts'
import { useSession } from './hooks/use-session.ts'
import { useShortcuts } from './hooks/use-shortcuts.ts'
import { type Go, type Place, places, type Start } from './place.ts'
import { ConsentScreen } from './screens/consent/consent-screen.tsx'
import { QueryScreen } from './screens/query/query-screen.tsx'
import { WorkbenchScreen } from './screens/workbench/workbench-screen.tsx'

/** Frame of the work screens. A screen that is left keeps what was entered. */
export function Shell() {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const session = useSession()
  const [place, setPlace] = useState<Place>('workbench')
  const [starts, setStarts] = useState<Partial<Record<Place, Start>>>({})
  const logout = useMutation({ mutationFn: () => invoke(logOut, {}) })

  const go: Go = (to, start) => {
    setPlace(to)
    if (start) setStarts((known) => ({ ...known, [to]: start }))
  }
  const switchLanguage = (language: Language) => {
    void i18n.changeLanguage(language)
    void invoke(chooseLanguage, { language }).catch(() => undefined)
  }

  useReportPainted()
  useShortcuts({ 'Alt+1': () => go('workbench'), 'Alt+2': () => go('consent'), 'Alt+3': () => go('query') })
  useAnnouncement(reportClosed, () => {
    void client.invalidateQueries({ queryKey: [listQueries.name] })
    void client.invalidateQueries({ queryKey: [readQuery.name] })
  })

  const screens = {
    workbench: <WorkbenchScreen go={go} />,
    consent: <ConsentScreen key={keyOf(starts.consent)} start={starts.consent} go={go} />,
    query: <QueryScreen key={keyOf(starts.query)} start={starts.query} go={go} />,
  }
  const items = places.map((key, index) => ({
    key,
    label: (
      <span className="menu-item">
        {t(`shell.${key}`)} <span className="shortcut">Alt+{index + 1}</span>
      </span>
    ),
  }))

  return (
    <div className="shell">
      <AppHeader
        session={session}
        isLeaving={logout.isPending}
        onLanguage={switchLanguage}
        onLogOut={() => logout.mutate()}
      />
      <nav className="menu" aria-label={t('shell.menu')}>
        <Menu
          items={items}
          selectedKeys={[place]}
          onClick={({ key }) => go(key as Place)}
          style={{ borderInlineEnd: 0 }}
        />
      </nav>
      {places.map((name) => (
        <Activity key={name} mode={name === place ? 'visible' : 'hidden'}>
          <main className="screen">{screens[name]}</main>
        </Activity>
      ))}
    </div>
  )
}

/** A new start is a new form. */
function keyOf(start: Start | undefined): string {
  return start ? `${start.reference}/${start.consentId ?? ''}` : ''
}
