import { Suspense } from 'react';
import { objectPage } from './object-kinds.ts';
import { useSession } from './session.ts';
import { InfoCard } from './ui/info-card.tsx';
import { Link } from './ui/link.tsx';
import { CardSkeleton } from './ui/object-card.tsx';

export interface ObjectLinkProps {
  id: string;
  name: string;
  className?: string;
  /** No colour of its own. */
  plain?: boolean;
}

/** The name of something: leads to its page and shows its card on hover or focus. Plain text where the person has no such page. */
export function ObjectLink({ id, name, className, plain = false }: ObjectLinkProps) {
  const page = objectPage(id, useSession());
  if (!page) return <span className={className}>{name}</span>;
  const link = (
    <Link to={page.path} plain={plain} className={className}>
      {name}
    </Link>
  );
  return (
    <InfoCard trigger={link}>
      {() => (
        <Suspense fallback={<CardSkeleton />}>
          <page.Card id={id} />
        </Suspense>
      )}
    </InfoCard>
  );
}
