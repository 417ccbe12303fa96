"""Trading what is looked for with other operators: lists in, lists out, lists asked for on a schedule, answers."""
