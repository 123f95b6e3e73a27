export const rolesName = "libredms_roles";
export const usersName = "libredms_users";
export const documentsName = "libredms_documents";
