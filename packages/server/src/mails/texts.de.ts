import type { MailTexts } from './catalogue.ts';

const invitationNotes = [
  'Der Link gilt 7 Tage und nur für Sie: Bitte leiten Sie diese E-Mail nicht weiter.',
  'Wenn Sie nicht wissen, wer Sie eingeladen hat, können Sie diese E-Mail ignorieren; es passiert dann nichts.',
];

export const de: MailTexts = {
  greeting: 'Guten Tag,',
  greetingByName: 'Guten Tag {{name}},',
  footer: [
    'Tenantry hat diese E-Mail gesendet, weil Ihre Adresse dort verwendet wird. Sie betrifft Ihren Zugang und lässt sich deshalb nicht abbestellen.',
    'Fragen? Wenden Sie sich an die Administratoren des Kontos; Antworten an diese Adresse werden nicht gelesen.',
  ],
  templates: {
    invitation: {
      subject: '{{actor}} lädt Sie zu {{account}} auf Tenantry ein',
      heading: 'Sie sind eingeladen',
      paragraphs: ['{{actor}} lädt Sie ein, im Konto {{account}} auf Tenantry mitzuarbeiten.'],
      button: 'Einladung öffnen',
      notes: invitationNotes,
    },
    'invitation-again': {
      subject: 'Erinnerung: {{actor}} lädt Sie zu {{account}} auf Tenantry ein',
      heading: 'Ihre Einladung wartet',
      paragraphs: [
        '{{actor}} sendet Ihnen die Einladung zum Konto {{account}} auf Tenantry noch einmal. Bitte verwenden Sie ab jetzt den Link aus dieser E-Mail.',
      ],
      button: 'Einladung öffnen',
      notes: invitationNotes,
    },
    'added-to-account': {
      subject: '{{actor}} fügt Sie zu {{account}} auf Tenantry hinzu',
      heading: 'Ein weiteres Konto für Sie',
      paragraphs: [
        '{{actor}} fügt Sie zum Konto {{account}} hinzu. Öffnen Sie den Link und melden Sie sich wie gewohnt an, um anzunehmen; Ihre anderen Konten bleiben unverändert.',
      ],
      button: 'Konto öffnen',
      notes: [
        'Der Link gilt 7 Tage und nur für Sie: Bitte leiten Sie diese E-Mail nicht weiter.',
        'Wenn Sie das nicht erwartet haben, können Sie diese E-Mail ignorieren; es passiert dann nichts.',
      ],
    },
    'removed-from-account': {
      subject: 'Ihr Zugang zu {{account}} auf Tenantry ist beendet',
      heading: 'Sie wurden aus einem Konto entfernt',
      paragraphs: [
        '{{actor}} hat Sie aus dem Konto {{account}} und seinen Gruppen entfernt. Andere Konten, denen Sie angehören, bleiben unverändert.',
      ],
      notes: ['Falls das ein Irrtum ist, wenden Sie sich an die Administratoren des Kontos.'],
    },
    'password-reset': {
      subject: 'Wählen Sie ein neues Passwort für Tenantry',
      heading: 'Neues Passwort wählen',
      paragraphs: ['Für diese Adresse wurde ein neues Passwort angefordert. Mit diesem Link können Sie eines wählen.'],
      button: 'Passwort wählen',
      notes: [
        'Der Link funktioniert einmal und nur kurze Zeit. Bis dahin bleibt Ihr Passwort, wie es ist.',
        'Wenn Sie das nicht waren, können Sie diese E-Mail ignorieren.',
      ],
    },
    'password-changed': {
      subject: 'Ihr Passwort für Tenantry wurde geändert',
      heading: 'Ihr Passwort wurde geändert',
      paragraphs: ['Das Passwort Ihres Tenantry-Zugangs wurde soeben geändert. Alle anderen Anmeldungen wurden beendet.'],
      notes: [
        'Wenn Sie das nicht waren, fordern Sie sofort auf der Anmeldeseite ein neues Passwort an und sagen Sie es den Administratoren.',
      ],
    },
    'invitation-code': {
      subject: 'Ihr Code für die Einladung zu {{account}}',
      heading: 'Ihr Code',
      paragraphs: [
        'Geben Sie diesen Code ein, um zu bestätigen, dass dieses Postfach Ihnen gehört, und mit der Einladung zu {{account}} fortzufahren:',
      ],
      notes: ['Der Code gilt nur kurze Zeit. Niemand von Tenantry wird Sie je danach fragen.'],
    },
    'invitation-declined': {
      subject: '{{person}} hat die Einladung zu {{account}} abgelehnt',
      heading: 'Eine Einladung wurde abgelehnt',
      paragraphs: ['{{person}} hat Ihre Einladung zum Konto {{account}} abgelehnt. Der Link der Einladung funktioniert nicht mehr.'],
      notes: ['Sie können dieselbe Adresse auf der Seite „Benutzer“ erneut einladen.'],
    },
  },
};
