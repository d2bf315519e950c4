import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import { GcpFederation, GcpGrant } from '../../lib/gcp';
import { resolvedOnce } from '../../lib/gcp/resolved-once';
import { EXAMPLE } from '../federation/example-props';

describe('an element that is resolved once', () => {
  let app: App;
  beforeEach(() => { app = new App({ outdir: mkdtempSync(join(tmpdir(), 'gcp-federation-')) }); });
  afterEach(() => rmSync(app.outdir, { recursive: true }));

  test('still finds references to other stacks', () => {
    const [elsewhere, stack] = [new TerraformStack(app, 'elsewhere'), new TerraformStack(app, 'stack')];
    const project = new TerraformResource(elsewhere, 'project', { terraformResourceType: 'google_project' });
    const federation = new GcpFederation(stack, 'federation', { ...EXAMPLE, grants: [GcpGrant.project('roles/viewer')] });
    const grant = federation.node.findAll().filter(TerraformResource.isTerraformResource)
      .find(resource => resource.terraformResourceType === 'google_project_iam_member')!;
    grant.addOverride('project', project.getStringAttribute('project_id'));

    [elsewhere, stack].forEach(one => one.prepareStack());
    const [written] = Object.values<{ project: string }>(stack.toTerraform().resource.google_project_iam_member);
    expect(written.project).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}$/);
    expect(Object.keys(elsewhere.toTerraform().output)).toHaveLength(1);
  });

  test('removes nothing of another block by what it leaves undefined', () => {
    const stack = new TerraformStack(app, 'stack');
    resolvedOnce(new TerraformResource(stack, 'imported', { terraformResourceType: 'google_project' })).importFrom('projects/imported');
    resolvedOnce(new TerraformResource(stack, 'made', { terraformResourceType: 'google_project' }));
    expect(stack.toTerraform().import).toEqual([{ id: 'projects/imported', to: 'google_project.imported' }]);
    expect(Object.keys(stack.toTerraform().resource.google_project)).toEqual(['imported', 'made']);
  });
});
