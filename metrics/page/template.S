/* The template of the page, built from metrics/page/web/, as bytes in the program. */
	.section .rodata
	.global page_template, page_template_end
	.hidden page_template, page_template_end
page_template:
	.incbin PAGE_TEMPLATE
page_template_end:
	.byte 0
	.section .note.GNU-stack, "", %progbits
