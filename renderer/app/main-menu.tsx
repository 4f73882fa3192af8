import { Badge, Menu } from 'antd'
import { useTranslation } from 'react-i18next'
import { useToDoCounts } from './hooks/use-to-do-counts.ts'
import { entryOf, type Place, placeGroups } from './place.ts'

/** How many places have a shortcut of their own. */
export const shortcutPlaces = 9

interface MainMenuProps {
  readonly places: readonly Place[]
  readonly place: Place
  readonly onGo: (place: Place) => void
}

/** Places by groups, with what waits there; a group's title stands there only when there is more than one. */
export function MainMenu({ places, place, onGo }: MainMenuProps) {
  const { t } = useTranslation()
  const waiting = useToDoCounts()
  const groups = placeGroups
    .map((group) => ({ group, members: places.filter((name) => entryOf(name).group === group) }))
    .filter(({ members }) => members.length > 0)

  const item = (name: Place) => {
    const { toDo } = entryOf(name)
    const number = places.indexOf(name) + 1
    return {
      key: name,
      label: (
        <span className="menu-item">
          <span>
            {t(`shell.${name}`)} {toDo && <Badge count={waiting[toDo] ?? 0} size="small" />}
          </span>
          {number <= shortcutPlaces && <span className="shortcut">Alt+{number}</span>}
        </span>
      ),
    }
  }
  const items = groups.map(({ group, members }) => ({
    key: `group-${group}`,
    type: 'group' as const,
    label: t(`shell.group.${group}`),
    children: members.map(item),
  }))

  return (
    <nav className="menu" aria-label={t('shell.menu')}>
      <Menu
        items={items.length > 1 ? items : items.flatMap(({ children }) => children)}
        selectedKeys={[place]}
        onClick={({ key }) => onGo(key as Place)}
        style={{ borderInlineEnd: 0 }}
      />
    </nav>
  )
}
