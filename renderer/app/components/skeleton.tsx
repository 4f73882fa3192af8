/** What stands in the window while nobody is logged in: shapes, no words, nothing of anyone. */
export function Skeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <div className="skeleton-header" />
      <div className="skeleton-menu" />
    </div>
  )
}
