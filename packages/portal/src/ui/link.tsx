import { Link as RouterLink } from '@tanstack/react-router';
import type { ComponentProps, ComponentType } from 'react';
import { cx } from './cx.ts';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** A path inside the portal, without a host. */
  to: string;
  search?: Readonly<Record<string, unknown>> | ((previous: Record<string, unknown>) => Record<string, unknown>);
  hash?: string;
  replace?: boolean;
  /** No colour of its own: for links that are whole rows or headings. */
  plain?: boolean;
}

// Pages are lazy and many paths carry ids from data, so the kit takes plain strings instead of the router's route union.
const Loose = RouterLink as unknown as ComponentType<Omit<LinkProps, 'plain'>>;

export const linkClass = 'rounded-sm text-accent-ink underline-offset-3 hover:underline';

export function Link({ plain, className, ...rest }: LinkProps) {
  return <Loose {...rest} className={cx(plain ? 'rounded-sm' : linkClass, className)} />;
}

/** A link that leaves the portal; opens beside it and tells the other side nothing. */
export function ExternalLink({ className, ...rest }: ComponentProps<'a'>) {
  return <a {...rest} target="_blank" rel="noreferrer noopener" className={cx(linkClass, className)} />;
}
