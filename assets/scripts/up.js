document.querySelector('.st-key-turn_above')?.scrollIntoView({block: 'start'})
