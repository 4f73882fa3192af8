import type { ReactNode } from 'react'

interface ScreenTitleProps {
  readonly title: string
  readonly children?: ReactNode
}

export function ScreenTitle({ title, children }: ScreenTitleProps) {
  return (
    <div className="screen-title">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
