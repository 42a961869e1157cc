/* The note that `ld --build-id` leaves: a hash of all that the program is made of. */
#include "chart_build.h"

#include <elf.h>
#include <link.h>

#include "bole/base.h"

static size_t padded(size_t size)
{
	return (size + 3) / 4 * 4;
}

static uint64_t identity_in(struct text notes)
{
	while (notes.size >= sizeof(ElfW(Nhdr))) {
		const ElfW(Nhdr) *note = (const void *)notes.data;
		size_t name = sizeof(*note), data = name + padded(note->n_namesz);
		size_t size = data + padded(note->n_descsz);

		if (size > notes.size)
			break;
		if (note->n_type == NT_GNU_BUILD_ID && note->n_descsz &&
		    text_is((struct text){ notes.data + name,
		                           note->n_namesz ? note->n_namesz - 1 : 0 },
		            "GNU"))
			return text_hash((struct text){ notes.data + data, note->n_descsz });
		notes.data += size;
		notes.size -= size;
	}
	return 0;
}

/* The program itself comes first, before its libraries. */
static int look(struct dl_phdr_info *program, size_t size, void *identity)
{
	(void)size;
	for (int i = 0; i < program->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &program->dlpi_phdr[i];
		const char *notes = (const char *)(program->dlpi_addr + part->p_vaddr);

		if (part->p_type == PT_NOTE && !*(uint64_t *)identity)
			*(uint64_t *)identity = identity_in((struct text){ notes, part->p_memsz });
	}
	return 1;
}

uint64_t build_identity(void)
{
	uint64_t identity = 0;

	dl_iterate_phdr(look, &identity);
	return identity;
}
