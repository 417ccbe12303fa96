// Starts the core and the view.
import { startCore } from './core/client';

startCore();
