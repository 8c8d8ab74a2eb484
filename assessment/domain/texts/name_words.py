"""Common first names, and the words that tell a person from a place, a month or a heading."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIRST_NAMES = _set("""
    aaron abdul abdullah abigail abraham adam adeola adrian ahmed aidan aisha alan albert alex alexander alexandra alfie
    ali alice alison amanda amara amber amelia amina amir amit amna amy ana andrea andrew andrzej angela anita ann anna
    anne annette annie anthony april arjun arthur asha ashley asif august austin ayesha ayodele barbara becky ben
    benjamin beth bethany bilal bill billy blessing bob brian caitlin callum cameron carl carol caroline catherine
    charles charlie charlotte chelsea chioma chloe chris christian christina christine christopher claire clare colin
    conor courtney craig daisy daniel danny darren dave david dawn dean deborah declan deepa deepak denise dennis diana
    diane dominic donald donna dorothy douglas dylan edward eileen elaine eleanor elena elizabeth ella ellen ellie emeka
    emily emma emmanuel erin esther ethan eva eve evelyn ewa faith fatima felicity fiona florence frances francis frank
    freya funmilayo gabriel gareth gary gavin gemma george georgia gillian gordon grace graham grant greg gregory
    grzegorz guy hamza hannah harriet harry hassan hazel heather heidi helen henry holly hope hussein ian ibrahim idris
    ifeoma imani imran iris isaac isabelle ismail ivy jack jacob jade jake jamal james jamie jan jane janet jasmine
    jason jay jean jennifer jenny jeremy jess jessica joan joanne joe john jon jonathan jordan joseph josh joshua joy
    judith julia julie june karen kate kathleen katie keith ken kevin khadija khalid kieran kim kofi krzysztof kwame
    laura lauren leah lee lewis liam linda lisa louise lucy luke lynn malgorzata marcus margaret maria mariam marie mark
    martha martin mary maryam matt matthew maureen max may maya megan mehmet mei melissa mercy michael michelle mike
    miriam mohamed mohammad mohammed molly morgan muhammad mustafa nadia naomi nasreen natalie natasha nathan neil ngozi
    niamh nicholas nicola nicole nigel noah ola oliver olivia oluwaseun omar pamela parveen patience patricia patrick
    paul paula pauline penny peter philip philippa phoebe piotr poppy precious priya rabia rachel rahul raj rashid ravi
    ray raymond rebecca reuben rhiannon rhys richard rita rob robert robin roger rose ross roy ruby ruth ryan sadia
    saima sally sam samantha samir samuel sandeep sandra sanjay sarah scott sean sharon shazia sheila shirley sian simon
    sinead siobhan sofia sophia sophie stacey stella stephanie stephen steve steven stuart sue suleiman summer sunita
    susan tariq thomas tim timothy tom tomasz tracey usman victor victoria wanjiru wei wendy will william winston yasmin
    yemi yusuf zahra zain zainab zara zoe
""")
# First names that are also words, months or places.
DOUBTFUL = _set("""
    albert amber april august austin bill blessing bob carol chelsea christian daisy dawn dean eve faith felicity
    florence francis frank george georgia grace grant guy hazel heather holly hope iris ivy jack jade jan jasmine jay
    jean jordan joy june lee mark max may mercy patience penny poppy precious ray rob robin rose ruby summer victor
    victoria will
""")
# After a first name these make it the name of a house, a street or a foundation.
PLACES = _set("""
    academy act airport avenue award bridge building buildings campus center centre charity clinic close club college
    community council court crescent drive estate foundation fund gallery garden gardens hospice hospital house inn
    inquiry institute lane lecture library line memorial museum nursery place prize rd refuge road school schools
    shelter society square station street suite surgery terrace theatre trust union university way
""")
# Words that are no surnames, as organisations use them in headings.
BUSINESS = _set("""
    a about after agenda agreement all an and annual appraisal approach april are as assessment at audit august bank
    before board but by camhs can case charter checklist client clients code committee company consultation day days
    december department did director does evening event every february feedback figures file for form forum framework
    friday from group groups guidance guide had has have he head health home homes how i if in induction interim is it
    january july june lead leader level log manager marac march may meeting meetings minutes model monday month morning
    my network no not note notes november october of office ofsted on or our out panel paper partnership period plan
    plans please police policies policy power practice programme project protocol questionnaire records register repairs
    report reports results review reviews role rota rule said saturday scheme section self september service services
    session sessions she so staff standard standards statement steering strategy summary sunday supervision support
    survey task team teams that the their then there they this thursday to toolkit training tuesday up update us users
    version visit was we wednesday week weeks were what when where which who why will with word workshop world year you
    your
""")
# Words that, after a doubtful first name, say that it is none.
ORDINARY = _set("""
    access action actions adult adults aid air analysis answers applicants application area assembly attendance awards
    bay be benefits bereavement better bill birmingham blue book books both bradford bristol budget business cafcass
    calendar call cambridge capacity cardiff care carer carers cash change changes chapel check checks child children
    choice city closed commissioners communications consent contract contracts conversations councillors course cover
    cut data date deadline development do draft each early easter edinburgh education eid employees end engagement
    england england's equality everyone exam expenses families family few field finance first five folder foodbank force
    forward four front full funders funding games gap glasgow gold good governance governors grade green grove half help
    here high highlights hill holiday holidays hope hub income influence insight insights issue it's its job join
    journey kent late learners learning leave leeds leicester letter life link list liverpool local london long look
    makers making manchester many mark market maximum members method mind mission monitoring more most names national
    new newsletter next nightingale north nottingham now nurses ofcom officers one open order other oxford parents part
    parties partners party patients payments payroll people pilot point pride procedure process provider providers
    provision pupils quarter queen question questions rail ramadan red refresher request residents response rise risk
    river rooms royal safety sales scotland secretary seven sheet sheffield shop show sign signs six some south space
    spring staffing start state still story students summer system systems talk target targets ten tenants term these
    third those three time times tree trees trustees two valley values victims view views voice volunteers wales walk
    water welfare well west whistle white work worker workers working workload write written york young youth zone
""")
ROOMS = _set("hall ward park church room")
MONTHS = _set("jan april june august may summer")
