import Handlebars from 'handlebars';

type Block = Handlebars.HelperOptions;

const shown = (holds: boolean, self: unknown, block: Block): string => (holds ? block.fn(self) : block.inverse(self));

/** Block helpers that SendGrid's dynamic templates offer in addition to those of Handlebars, with `{{else}}`. */
const SENDGRID_HELPERS = {
  equals(this: unknown, a: unknown, b: unknown, block: Block): string {
    return shown(a === b, this, block);
  },
  notEquals(this: unknown, a: unknown, b: unknown, block: Block): string {
    return shown(a !== b, this, block);
  },
  and(this: unknown, a: unknown, b: unknown, block: Block): string {
    return shown(!Handlebars.Utils.isEmpty(a) && !Handlebars.Utils.isEmpty(b), this, block);
  },
  or(this: unknown, a: unknown, b: unknown, block: Block): string {
    return shown(!Handlebars.Utils.isEmpty(a) || !Handlebars.Utils.isEmpty(b), this, block);
  },
};

const engine = Handlebars.create();
engine.registerHelper(SENDGRID_HELPERS);

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Fills a template as SendGrid would: unknown values become empty; there are no partials and no further helpers.
 * @throws Error when the template uses a helper that SendGrid does not have
 */
export function fill(template: string, data: object): string {
  let run = compiled.get(template);
  if (run === undefined) {
    run = engine.compile(template, {
      // SendGrid leaves line breaks as the template has them, so this engine must, too.
      ignoreStandalone: true,
    });
    compiled.set(template, run);
  }
  return run(data);
}
