/** Which country a number begins with: a hint while typing, nothing more. */
import { lang } from "./say";

const prefixes: Record<string, string> = {
  "1": "US", "20": "EG", "211": "SS", "212": "MA", "213": "DZ", "216": "TN", "218": "LY", "234": "NG", "249": "SD", "254": "KE", "27": "ZA", "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "351": "PT",
  "353": "IE", "358": "FI", "36": "HU", "370": "LT", "371": "LV", "372": "EE", "373": "MD", "374": "AM", "375": "BY", "380": "UA", "381": "RS", "385": "HR", "39": "IT", "40": "RO", "41": "CH", "420": "CZ", "421": "SK",
  "43": "AT", "44": "GB", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "52": "MX", "54": "AR", "55": "BR", "60": "MY", "61": "AU", "62": "ID", "63": "PH", "64": "NZ", "65": "SG", "66": "TH",
  "7": "RU", "77": "KZ", "76": "KZ", "81": "JP", "82": "KR", "84": "VN", "86": "CN", "90": "TR", "91": "IN", "92": "PK", "93": "AF", "94": "LK", "961": "LB", "962": "JO", "963": "SY", "964": "IQ", "965": "KW",
  "966": "SA", "967": "YE", "968": "OM", "970": "PS", "971": "AE", "972": "IL", "973": "BH", "974": "QA", "976": "MN", "98": "IR", "992": "TJ", "993": "TM", "994": "AZ", "995": "GE", "996": "KG", "998": "UZ",
};

export function countryOf(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  const code = [3, 2, 1].map((n) => prefixes[digits.slice(0, n)]).find(Boolean);
  return code && phone.trim().startsWith("+") ? (new Intl.DisplayNames(lang.value, { type: "region" }).of(code) ?? "") : "";
}
