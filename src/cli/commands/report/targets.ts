import {
  type ComplianceFormatName,
  complianceExtensions,
  complianceFormatNames,
} from '../../../report/compliance/formats.js';
import { PairedTargets, severalOnStandardOutput, type Target } from '../../options/targets.js';

/** The formats of a compliance report, and where each goes. */
export class ReportTargets extends PairedTargets<ComplianceFormatName> {
  constructor() {
    super({
      choices: complianceFormatNames,
      extensions: complianceExtensions,
      also: { '.json': ['ocsf'] },
      otherwise: 'markdown',
      check: oneOnStandardOutput,
    });
  }
}

function oneOnStandardOutput(targets: readonly Target<ComplianceFormatName>[]): void {
  const formats = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (formats.length > 1) throw severalOnStandardOutput(formats);
}
