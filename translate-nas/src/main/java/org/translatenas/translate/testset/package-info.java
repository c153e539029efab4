/**
 * Published test sets: which there are, where their archives lie, and the formats of their texts
 * (SGM until 2020, XML since 2021), read as sacreBLEU 2.6 reads them.
 */
package org.translatenas.translate.testset;
