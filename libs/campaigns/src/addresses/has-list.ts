/** Whether what a campaign `c` sends to each goes to the people of a list that its organiser has given, also after the list was forgotten. */
export const HAS_LIST = 'EXISTS (SELECT FROM campaigns_address_list l WHERE l.campaign_id = c.id)';
