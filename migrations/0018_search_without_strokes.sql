-- Search also folds letters that Unicode takes for whole ones: what was kept before is folded like what is kept now.
UPDATE miomente_partner_portal_booking_confirmations
SET search_text = translate(
  replace(replace(replace(search_text, 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
  'ıłøđðħŧŋĸ', 'iloddhtnk')
WHERE search_text ~ '[ıłøđðħŧŋĸæœþ]';
