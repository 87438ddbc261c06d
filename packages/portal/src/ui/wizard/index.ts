export { EditWizard, type EditWizardProps } from './edit-wizard.tsx';
export { Wizard, type WizardProps, type WizardStep, type WizardSummary } from './wizard.tsx';
