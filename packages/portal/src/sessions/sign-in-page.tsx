import { useLocation, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useInstallation } from '../installation/installation.ts';
import type { PageSearch } from '../search.ts';
import { DemoPeople } from './demo-people.tsx';
import { OutsidePage } from './outside-page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useSignInTexts } from './texts.ts';
import { useEnter } from './use-enter.ts';

/** `/sign-in?return=/path`: address, then password, then on to where the person wanted to go. */
export function SignInPage() {
  const t = useSignInTexts();
  const search = useSearch({ strict: false }) as PageSearch;
  const { state } = useLocation();
  const installation = useInstallation();
  // Handed over by the invitation; not in the address, where it would stay in histories and logs.
  const invited = (state as { email?: unknown }).email;
  const [chosen, setChosen] = useState<{ email: string; demo: boolean } | undefined>(
    typeof invited === 'string' ? { email: invited, demo: false } : undefined,
  );
  const enter = useEnter();
  const demo = installation?.demo ?? [];
  return (
    <OutsidePage
      title={t('signIn.title')}
      beside={
        demo.length > 0 && (
          <DemoPeople
            people={demo}
            mailbox={installation?.mailbox === true}
            onChoose={(email) => setChosen({ email, demo: true })}
            chosen={chosen?.email}
          />
        )
      }
    >
      <SignInForm
        key={chosen?.email ?? ''}
        email={chosen?.email ?? ''}
        demo={chosen?.demo ?? false}
        onBack={() => setChosen(undefined)}
        onSignedIn={() => enter(search.return)}
      />
    </OutsidePage>
  );
}
