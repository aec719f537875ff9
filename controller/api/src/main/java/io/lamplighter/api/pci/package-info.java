/** What the ids of devices on the PCI bus say without a driver. All types are public. */
@NullMarked
package io.lamplighter.api.pci;

import org.jspecify.annotations.NullMarked;
