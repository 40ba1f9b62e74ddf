import { environment } from '../../shared/shell/environment.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { handingOnOf } from './hand-on.ts';
import type { RegistrarWork } from './register-contact.ts';

/**
 * What the registrar of a service works with, from its environment (SERVICE, REGISTER_TABLE, and what handing on
 * needs).
 */
export function registrarWork(): RegistrarWork {
  const env = environment('SERVICE', 'REGISTER_TABLE');
  const register = dynamodbRegister(env.REGISTER_TABLE);
  const handingOn = handingOnOf(env.SERVICE, register);
  return { register, definition: readService(env.SERVICE), rules: lifeFirst, handingOn };
}
