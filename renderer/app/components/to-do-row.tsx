import { Badge, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToDoCounts } from '#renderer/app/hooks/use-to-do-counts.ts'
import { entryOf, type Go, placesOf } from '#renderer/app/place.ts'

/** What waits for the user, each with the way to it. */
export function ToDoRow({ go }: { go: Go }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const counts = useToDoCounts()
  const waiting = placesOf(user.role).flatMap((place) => {
    const { toDo } = entryOf(place)
    const count = toDo === undefined ? 0 : (counts[toDo] ?? 0)
    return count > 0 ? [{ place, count }] : []
  })
  if (waiting.length === 0) return <span className="muted">{t('dashboard.nothingToDo')}</span>
  return waiting.map(({ place, count }) => (
    <Button key={place} size="small" onClick={() => go(place)}>
      {t(`shell.${place}`)} <Badge count={count} size="small" />
    </Button>
  ))
}
