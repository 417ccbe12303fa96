// What another app hands over: laid aside, and the page is opened that takes it.
import { keepShared } from '../core/shared';

export const isShared = (request: Request, url: URL): boolean => request.method === 'POST' && url.pathname === '/share';

export async function takeShared(request: Request): Promise<Response> {
  return Response.redirect(`/?${await keepShared(await request.formData())}`, 303);
}
