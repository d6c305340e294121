/** What the build put beside a part of the page, as JSON that no browser runs. */

/**
 * @param {Element} root
 * @param {string} name the class of the script element
 */
export function declared(root, name) {
  return JSON.parse(root.querySelector(`script.${name}`).textContent);
}
