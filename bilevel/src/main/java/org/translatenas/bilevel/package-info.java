/** The search engine: architecture parameters, gradients, schedules, discretisers, methods. */
package org.translatenas.bilevel;
