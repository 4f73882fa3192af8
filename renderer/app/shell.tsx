import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Spin } from 'antd'
import { Activity, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listQueries, readQuery, reportClosed } from '#contract/ipc/query.ts'
import { chooseLanguage, type Language, lockSession, logOut } from '#contract/ipc/shell.ts'
import { invoke } from '#renderer/bridge.ts'
import { AppHeader } from './components/app-header.tsx'
import { StopBanner } from './components/stop-banner.tsx'
import { TableExportContext } from './components/table-export.tsx'
import { useAnnouncement } from './hooks/use-announcement.ts'
import { useReportPainted } from './hooks/use-report-painted.ts'
import { useSession } from './hooks/use-session.ts'
import { useShortcuts } from './hooks/use-shortcuts.ts'
import { useStopsInForce } from './hooks/use-stops-in-force.ts'
import { useTableExporter } from './hooks/use-table-exporter.ts'
import { MainMenu, shortcutPlaces } from './main-menu.tsx'
import { type Go, type Place, placesOf, type ScreenProps, type Start } from './place.ts'
import { screenOf } from './screen-of.ts'

/** Frame of the work screens. A screen that is left keeps what was entered. */
export function Shell() {
  const { i18n } = useTranslation()
  const client = useQueryClient()
  const session = useSession()
  const places = placesOf(session.user.role)
  const [place, setPlace] = useState<Place>(places[0] ?? 'account')
  // A screen is made when it is first opened, and kept from then on.
  const [opened, setOpened] = useState<ReadonlySet<Place>>(new Set([place]))
  const [starts, setStarts] = useState<Partial<Record<Place, Start>>>({})
  const logout = useMutation({ mutationFn: () => invoke(logOut, {}) })

  const go: Go = (to, start) => {
    setPlace(to)
    setOpened((known) => new Set([...known, to]))
    if (start) setStarts((known) => ({ ...known, [to]: start }))
  }
  const switchLanguage = (language: Language) => {
    void i18n.changeLanguage(language)
    void invoke(chooseLanguage, { language }).catch(() => undefined)
  }

  useReportPainted()
  const lock = () => void invoke(lockSession, {}).catch(() => undefined)

  const toPlaces = places.slice(0, shortcutPlaces).map((name, index) => [`Alt+${index + 1}`, () => go(name)] as const)
  useShortcuts({ ...Object.fromEntries(toPlaces), 'Ctrl+l': lock })
  useAnnouncement(reportClosed, () => {
    void client.invalidateQueries({ queryKey: [listQueries.name] })
    void client.invalidateQueries({ queryKey: [readQuery.name] })
  })

  const stops = useStopsInForce()

  return (
    <div className="shell">
      <AppHeader
        session={session}
        isLeaving={logout.isPending}
        onLanguage={switchLanguage}
        onLock={lock}
        onLogOut={() => logout.mutate()}
      />
      <MainMenu places={places} place={place} onGo={go} />
      {places
        .filter((name) => opened.has(name))
        .map((name) => (
          <Activity key={name} mode={name === place ? 'visible' : 'hidden'}>
            <main className="screen">
              <StopBanner stops={stops} />
              <Suspense fallback={<Spin className="screen-wait" />}>
                <Screen key={keyOf(starts[name])} place={name} start={starts[name]} go={go} />
              </Suspense>
            </main>
          </Activity>
        ))}
    </div>
  )
}

function Screen({ place, ...props }: ScreenProps & { readonly place: Place }) {
  const Found = screenOf[place]
  const exporter = useTableExporter(place)
  return (
    <TableExportContext value={exporter}>
      <Found {...props} />
    </TableExportContext>
  )
}

/** A new start is a new form. */
function keyOf(start: Start | undefined): string {
  return start ? [start.reference, start.consentId, start.draftId, start.search?.kind, start.search?.day].join('/') : ''
}
