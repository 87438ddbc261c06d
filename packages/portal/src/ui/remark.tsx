import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The help of a field when it has something to say about the value that is no error: nothing keeps it from being saved. */
export function Remark({ tone, children }: { tone: 'good' | 'doubt'; children: ReactNode }) {
  const Icon = tone === 'good' ? CircleCheck : TriangleAlert;
  return (
    <span role="status" className={tone === 'good' ? 'flex gap-1 text-muted' : 'flex gap-1 text-warning-ink'}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
