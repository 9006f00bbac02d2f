"""Labels: what a reader calls each mechanism, and what stands beside them."""

LABELS: dict[str, dict[str, str]] = {
    "continuity": {
        "sv": "Kontinuitet: förtroende växer när samma personer möts",
        "da": "Kontinuitet: tillid vokser, når de samme mødes",
        "en": "Continuity: trust grows while the same people meet",
    },
    "reach": {
        "sv": "Räckvidd: kollegor öppnar dörrar till andra",
        "da": "Rækkevidde: kolleger åbner døre til andre",
        "en": "Reach: colleagues open doors to partners",
    },
    "crowding_out": {
        "sv": "Undanträngning: kriser tar mötenas tid",
        "da": "Fortrængning: kriser tager mødernes tid",
        "en": "Crowding out: crises take the hours of meetings",
    },
    "stress_turnover": {
        "sv": "Stress: sjuka och slutar oftare",
        "da": "Stress: flere bliver syge og siger op",
        "en": "Stress: more staff fall ill and leave",
    },
    "handover": {
        "sv": "Överlämning: efterträdaren ärver en del av förtroendet",
        "da": "Overlevering: efterfølgeren arver noget af tilliden",
        "en": "Handover: a successor keeps part of the trust",
    },
    "demands": {
        "sv": "Krav och kontroll",
        "da": "Krav og kontrol",
        "en": "Demands and control",
    },
    "durability": {
        "sv": "Hållbarhet: jobb som passar varar längre",
        "da": "Holdbarhed: job, der passer, varer længere",
        "en": "Durability: jobs that fit last longer",
    },
    "local_knowledge": {
        "sv": "Lokalkännedom: handläggare som känner orten",
        "da": "Lokalkendskab: sagsbehandlere, der kender byen",
        "en": "Local knowledge: caseworkers who know the town",
    },
    "inflow": {
        "sv": "Inflöde och arbetsmarknad",
        "da": "Tilgang og arbejdsmarked",
        "en": "Inflow and labour market",
    },
    "prices": {
        "sv": "Priser och löner",
        "da": "Priser og lønninger",
        "en": "Prices and wages",
    },
}
"""What the page and tables call a mechanism, by language."""

ALONE = {
    "sv": "Tjänster, timmar och platser i sig, med allt nedan avstängt",
    "da": "Stillinger, timer og pladser i sig selv, med alt nedenfor slået fra",
    "en": "Posts, hours and places by themselves, with all below switched off",
}
"""The difference that is left when every mechanism is switched off in both worlds."""
ALONE_IN_TWO = {
    "sv": "Orterna själva, och tjänster och timmar, med allt nedan avstängt",
    "da": "Byerne selv, og stillinger og timer, med alt nedenfor slået fra",
    "en": "The places themselves, posts and hours, with all below switched off",
}
"""The same, where the worlds are two different places."""
PLACES = {
    "sv": "Orterna själva, utan det som bara den ena gjorde",
    "da": "Byerne selv, uden det som kun den ene gjorde",
    "en": "The places themselves, without what only one of them did",
}
"""The difference that is left when no act is done that only one of two places did."""
